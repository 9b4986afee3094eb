variable "keys" {
  type = map(object({
    description   = string
    services      = optional(list(string), [])
    service_roles = optional(list(string), [])
    logs          = optional(bool, false)
  }))
  description = "Keys by their alias: what each is for, which AWS services use it in their own name or through their service-linked roles (`autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`), and whether CloudWatch Logs does."

  validation {
    condition     = length(var.keys) > 0 && alltrue([for name in keys(var.keys) : can(regex("^[a-z][a-z0-9-]{0,30}$", name))])
    error_message = "At least one key, each named in lower-case letters, digits and dashes."
  }
}

variable "deletion_window_days" {
  type        = number
  description = "How long a deleted key can be brought back."
  default     = 30

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "Between 7 and 30 days."
  }
}

variable "rotation_period_days" {
  type        = number
  description = "How often key material is replaced."
  default     = 365

  validation {
    condition     = var.rotation_period_days >= 90 && var.rotation_period_days <= 2560
    error_message = "Between 90 and 2560 days."
  }
}
