output "bucket_name" {
  description = "The bucket that keeps the states."
  value       = aws_s3_bucket.this.id
}

output "bucket_arn" {
  description = "The bucket, for policies."
  value       = aws_s3_bucket.this.arn
}
