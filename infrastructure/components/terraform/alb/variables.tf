variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Subnets of the load balancer: public ones when it faces the internet."

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "At least two subnets, in different zones."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether AWS refuses to delete this until somebody turns the protection off."
  default     = true
}

variable "internal" {
  type        = bool
  description = "Whether only the network itself can reach it."
  default     = true
}

variable "certificate_arn" {
  type        = string
  description = "Certificate of the HTTPS listener."
}

variable "ingress_cidrs" {
  type        = set(string)
  description = "Who may connect, by address."

  validation {
    condition     = length(var.ingress_cidrs) > 0 && alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    error_message = "At least one IPv4 range."
  }
}

variable "target_security_group_id" {
  type        = string
  description = "The group of what stands behind it: the only place that it sends to."
}

variable "target_port" {
  type        = number
  description = "Port of what stands behind it."
  default     = 8080

  validation {
    condition     = var.target_port >= 1024 && var.target_port <= 65535
    error_message = "Between 1024 and 65535: nothing here runs as root."
  }
}

variable "health_check_path" {
  type        = string
  description = "Path that answers 200 when a target is ready."
  default     = "/health"

  validation {
    condition     = startswith(var.health_check_path, "/")
    error_message = "A path begins with a slash."
  }
}

variable "access_log_bucket" {
  type        = string
  description = "The bucket that keeps the access log; none without."
  default     = null
}
