variable "origin_domain_name" {
  type        = string
  description = "The bucket's regional domain name."
}

variable "aliases" {
  type        = list(string)
  description = "Names that it answers to."

  validation {
    condition     = length(var.aliases) > 0
    error_message = "At least one name: CloudFront's own would allow old TLS."
  }
}

variable "certificate_arn" {
  type        = string
  description = "Certificate for those names. CloudFront wants it in us-east-1."

  validation {
    condition     = strcontains(var.certificate_arn, ":us-east-1:")
    error_message = "The certificate has to be one of us-east-1."
  }
}

variable "price_class" {
  type        = string
  description = "Which edge locations serve."
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "web_acl_arn" {
  type        = string
  description = "Firewall in front of it; none without."
  default     = null
}

variable "log_bucket_domain_name" {
  type        = string
  description = "The bucket that keeps the access log; none without."
  default     = null
}
