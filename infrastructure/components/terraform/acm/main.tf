provider "aws" {
  alias  = "edge"
  region = "us-east-1"

  default_tags {
    tags = local.tags
  }
}

locals {
  # One record for a name and its wildcard: ACM asks for the same one.
  proofs = toset([for name in concat([var.domain_name], var.alternative_names) : trimprefix(name, "*.")])

  options = {
    for option in aws_acm_certificate.this.domain_validation_options :
    trimprefix(option.domain_name, "*.") => option...
  }
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.domain_name
  subject_alternative_names = var.alternative_names
  validation_method         = "DNS"
  key_algorithm             = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

# The proof depends on account and name, not on the region: it serves both certificates.
resource "aws_route53_record" "validation" {
  for_each = local.proofs

  zone_id = var.zone_id
  name    = local.options[each.key][0].resource_record_name
  type    = local.options[each.key][0].resource_record_type
  records = [local.options[each.key][0].resource_record_value]
  ttl     = 60
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_acm_certificate" "edge" {
  count = var.edge ? 1 : 0

  provider                  = aws.edge
  domain_name               = var.domain_name
  subject_alternative_names = var.alternative_names
  validation_method         = "DNS"
  key_algorithm             = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "edge" {
  count = var.edge ? 1 : 0

  provider                = aws.edge
  certificate_arn         = aws_acm_certificate.edge[0].arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}
