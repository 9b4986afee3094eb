output "role_arn" {
  description = "The portal's role, for the annotation eks.amazonaws.com/role-arn."
  value       = aws_iam_role.this.arn
}

output "repository_url" {
  description = "Where the portal's images are."
  value       = aws_ecr_repository.this.repository_url
}

output "techdocs_bucket_name" {
  description = "Where TechDocs publishes."
  value       = aws_s3_bucket.docs.id
}

output "log_group_name" {
  description = "Where the portal logs."
  value       = aws_cloudwatch_log_group.this.name
}
