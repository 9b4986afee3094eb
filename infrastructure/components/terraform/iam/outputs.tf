output "role_arns" {
  description = "Roles by name, for the annotation eks.amazonaws.com/role-arn."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
