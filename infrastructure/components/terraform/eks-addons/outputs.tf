output "addon_versions" {
  description = "What is installed, by name."
  value       = { for name, addon in aws_eks_addon.this : name => addon.addon_version }
}

output "role_arns" {
  description = "Roles of the add-ons' service accounts, by add-on."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
