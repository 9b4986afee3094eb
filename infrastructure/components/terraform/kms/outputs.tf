output "key_arns" {
  description = "Keys by their name."
  # A key can be used when its policy stands.
  value      = { for name, key in aws_kms_key.this : name => key.arn }
  depends_on = [aws_kms_key_policy.this]
}

output "key_ids" {
  description = "Ids of the keys by their name."
  value       = { for name, key in aws_kms_key.this : name => key.key_id }
}

output "alias_names" {
  description = "Aliases of the keys by their name."
  value       = { for name, alias in aws_kms_alias.this : name => alias.name }
}
