variable "kms_key_arn" {
  type        = string
  description = "Key that the secrets are encrypted with."
}

variable "secrets" {
  type = map(object({
    description = string
    length      = optional(number, 32)
    readers     = optional(list(string), [])
  }))
  description = "Secrets by name: what each is, how long a random value is made for it, and which roles may read it. A role is named by its ARN."

  validation {
    condition     = alltrue([for secret in values(var.secrets) : secret.length >= 16 && secret.length <= 128])
    error_message = "A value has 16 to 128 characters."
  }
}

variable "recovery_window_days" {
  type        = number
  description = "How long a deleted secret can be brought back."
  default     = 30

  validation {
    condition     = var.recovery_window_days >= 7 && var.recovery_window_days <= 30
    error_message = "Between 7 and 30 days."
  }
}
