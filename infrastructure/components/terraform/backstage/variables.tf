variable "oidc_provider_arn" {
  type        = string
  description = "The provider that trusts the cluster's service accounts."
}

variable "oidc_issuer" {
  type        = string
  description = "Issuer of the service accounts' tokens, without https://."

  validation {
    condition     = !startswith(var.oidc_issuer, "https://")
    error_message = "Without https:// in front."
  }
}

variable "namespace" {
  type        = string
  description = "Kubernetes namespace of the portal."
  default     = "backstage"

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.namespace))
    error_message = "A namespace is named in full."
  }
}

variable "service_account" {
  type        = string
  description = "The portal's service account."
  default     = "backstage"

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.service_account))
    error_message = "A service account is named in full."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key of images, documentation, logs and the secret."
}

variable "database_secret_arn" {
  type        = string
  description = "The secret with the password of the portal's database."
}

variable "log_retention_days" {
  type        = number
  description = "How long the portal's logs are kept."
  default     = 30

  validation {
    condition     = contains([7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "One of 7, 14, 30, 60, 90, 180 and 365 days."
  }
}

variable "images_kept" {
  type        = number
  description = "How many images are kept."
  default     = 20

  validation {
    condition     = var.images_kept >= 5 && var.images_kept <= 100
    error_message = "Between 5 and 100: a roll-back needs some."
  }
}
