output "bucket_name" {
  description = "The bucket."
  value       = aws_s3_bucket.this.id
}

output "bucket_arn" {
  description = "The bucket, for policies."
  value       = aws_s3_bucket.this.arn
}

output "bucket_regional_domain_name" {
  description = "Where CloudFront finds the objects."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
}
