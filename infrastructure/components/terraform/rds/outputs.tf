output "endpoint" {
  description = "Where the instance that writes listens, host and port."
  value       = aws_db_instance.this.endpoint
}

output "reader_endpoints" {
  description = "Where the instances that follow listen."
  value       = aws_db_instance.replica[*].endpoint
}

output "master_secret_arn" {
  description = "The secret with the master password."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "security_group_id" {
  description = "The database's group."
  value       = aws_security_group.this.id
}

output "resource_id" {
  description = "The instance's id in policies for IAM authentication."
  value       = aws_db_instance.this.resource_id
}
