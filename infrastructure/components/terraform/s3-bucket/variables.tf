variable "name" {
  type        = string
  description = "The last part of the bucket's name, such as assets."

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "2 to 20 lower-case letters, digits and dashes."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that objects are encrypted with."
}

variable "noncurrent_version_days" {
  type        = number
  description = "How long overwritten and deleted objects can be brought back."
  default     = 30

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "At least one day."
  }
}

variable "archive_after_days" {
  type        = number
  description = "After how many days objects move to infrequent access; 0 leaves them where they are."
  default     = 0

  validation {
    condition     = var.archive_after_days == 0 || var.archive_after_days >= 30
    error_message = "0, or at least 30 days: S3 moves nothing earlier."
  }
}

variable "access_log_bucket" {
  type        = string
  description = "The bucket that keeps the access log; none without."
  default     = null
}

variable "distributions_may_read" {
  type        = bool
  description = "Whether CloudFront distributions of the account may read the objects."
  default     = false
}
