variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "vpc_cidr" {
  type        = string
  description = "Addresses of the network: the only ones that it reaches."
}

variable "subnet_id" {
  type        = string
  description = "A private subnet."
}

variable "kms_key_arn" {
  type        = string
  description = "Key of the volume."
}

variable "instance_type" {
  type        = string
  description = "Size of the machine."
  default     = "t4g.nano"

  validation {
    condition     = can(regex("^t4g\\.", var.instance_type))
    error_message = "A t4g machine: it does nothing but forward."
  }
}

variable "target_ports" {
  type        = set(number)
  description = "TCP ports of the network that it may connect to, beside HTTPS."
  default     = [5432, 6379]

  validation {
    condition     = alltrue([for port in var.target_ports : port > 0 && port < 65536])
    error_message = "Ports between 1 and 65535."
  }
}
