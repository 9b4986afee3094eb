output "certificate_arn" {
  description = "The certificate of this region, once it is valid."
  value       = aws_acm_certificate_validation.this.certificate_arn
}

output "edge_certificate_arn" {
  description = "The certificate of us-east-1, when one was asked for."
  value       = one(aws_acm_certificate_validation.edge[*].certificate_arn)
}
