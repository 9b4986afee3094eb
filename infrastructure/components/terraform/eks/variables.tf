variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets of the nodes and of the cluster's own addresses."

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "At least two subnets, in different zones."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that Kubernetes secrets and the nodes' volumes are encrypted with."
}

variable "client_security_group_ids" {
  type        = map(string)
  description = "Security groups that may call the Kubernetes API, by a name for each."
  default     = {}
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

variable "deletion_protection" {
  type        = bool
  description = "Whether AWS refuses to delete this until somebody turns the protection off."
  default     = true
}

variable "kubernetes_version" {
  type        = string
  description = "Kubernetes of the control plane and of the nodes."
  default     = "1.34"

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "A version looks like 1.34."
  }
}

variable "node_groups" {
  type = map(object({
    instance_types = list(string)
    capacity_type  = string
    desired_size   = number
    min_size       = number
    max_size       = number
    disk_gb        = optional(number, 50)
    labels         = optional(map(string), {})
    taint          = optional(string)
  }))
  description = "Groups of nodes by name. With a taint (`key=value`), only pods that tolerate it are scheduled there."

  validation {
    condition     = alltrue([for group in values(var.node_groups) : contains(["SPOT", "ON_DEMAND"], group.capacity_type)])
    error_message = "The capacity type is SPOT or ON_DEMAND."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : group.min_size <= group.desired_size && group.desired_size <= group.max_size])
    error_message = "A group's desired size lies between its smallest and its largest."
  }
}

variable "administrator_role_arns" {
  type        = map(string)
  description = "Roles that administer the cluster, by a name for each."
  default     = {}
}
