variable "kms_key_arn" {
  type        = string
  description = "Key of the alarms' topic and of the logs."
}

variable "log_retention_days" {
  type        = number
  description = "How long logs are kept."
  default     = 30

  validation {
    condition     = contains([7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "One of 7, 14, 30, 60, 90, 180 and 365 days."
  }
}

variable "log_groups" {
  type        = set(string)
  description = "Log groups for applications, by the last part of their name."
  default     = ["applications"]
}

variable "alarm_emails" {
  type        = set(string)
  description = "Who hears of an alarm."
  default     = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@]+@[^@]+$", email))])
    error_message = "E-mail addresses."
  }
}

variable "alarms" {
  type = map(object({
    namespace   = string
    metric      = string
    dimensions  = map(string)
    statistic   = optional(string, "Average")
    comparison  = optional(string, "GreaterThanThreshold")
    threshold   = number
    periods     = optional(number, 3)
    seconds     = optional(number, 300)
    description = string
  }))
  description = "Alarms by name."
  default     = {}

  validation {
    condition     = alltrue([for alarm in values(var.alarms) : alarm.seconds % 60 == 0])
    error_message = "A period is a multiple of 60 seconds."
  }
}

variable "grafana" {
  type        = bool
  description = "Whether there is a Grafana beside Prometheus."
  default     = false
}
