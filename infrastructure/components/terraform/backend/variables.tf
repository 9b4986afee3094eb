variable "bucket_name" {
  type        = string
  description = "The bucket that keeps the state of every component of the account."

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "A bucket's name is 3 to 63 lower-case letters, digits and dashes."
  }
}

variable "noncurrent_version_days" {
  type        = number
  description = "How long earlier versions of a state are kept."
  default     = 90

  validation {
    condition     = var.noncurrent_version_days >= 30
    error_message = "At least 30 days: an earlier state is the way back."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that states are encrypted with."
}
