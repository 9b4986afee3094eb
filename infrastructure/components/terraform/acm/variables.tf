variable "domain_name" {
  type        = string
  description = "The name on the certificate."

  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.domain_name))
    error_message = "A full name in lower case, such as fnx.example.com."
  }
}

variable "alternative_names" {
  type        = list(string)
  description = "Further names, such as *.fnx.example.com."
  default     = []
}

variable "zone_id" {
  type        = string
  description = "The zone that proves that the names are ours."
}

variable "edge" {
  type        = bool
  description = "Whether to make a second certificate in us-east-1, where CloudFront wants it."
  default     = false
}
