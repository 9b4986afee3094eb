variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "groups" {
  type = map(object({
    description = string
    ingress = optional(map(object({
      from_group  = optional(string)
      from_cidr   = optional(string)
      port        = number
      description = string
    })), {})
    egress = optional(map(object({
      to_group    = optional(string)
      to_cidr     = optional(string)
      port        = number
      description = string
    })), {})
  }))
  description = "Security groups by name. A rule names a group of this map or a range of addresses, one TCP port, and why."

  validation {
    condition     = alltrue(flatten([for group in values(var.groups) : [for rule in values(group.ingress) : rule.from_cidr != "0.0.0.0/0" && rule.from_cidr != "::/0"]]))
    error_message = "No group is open to the internet: that is for the component alb."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.groups) : [for rule in values(group.ingress) : (rule.from_group == null) != (rule.from_cidr == null)]]))
    error_message = "An ingress rule has from_group or from_cidr, not both."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.groups) : [for rule in values(group.egress) : (rule.to_group == null) != (rule.to_cidr == null)]]))
    error_message = "An egress rule has to_group or to_cidr, not both."
  }
}
