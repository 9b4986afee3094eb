variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets of the nodes."

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "At least two subnets, in different zones."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key of the data at rest."
}

variable "client_security_group_ids" {
  type        = map(string)
  description = "Security groups that may connect, by a name for each."
  default     = {}
}

variable "engine_version" {
  type        = string
  description = "Version of Valkey, which speaks Redis' protocol."
  default     = "8.1"

  validation {
    condition     = can(regex("^[78]\\.[0-9]$", var.engine_version))
    error_message = "Valkey 7 or 8, such as 8.1."
  }
}

variable "node_type" {
  type        = string
  description = "Size of each node."
  default     = "cache.t4g.small"

  validation {
    condition     = startswith(var.node_type, "cache.")
    error_message = "A type begins with cache., such as cache.t4g.small."
  }
}

variable "shards" {
  type        = number
  description = "Parts that the keys are spread over; more than one makes it a cluster."
  default     = 1

  validation {
    condition     = var.shards >= 1 && var.shards <= 10
    error_message = "Between 1 and 10 shards."
  }
}

variable "replicas_per_shard" {
  type        = number
  description = "Nodes that follow each shard's first."
  default     = 0

  validation {
    condition     = var.replicas_per_shard >= 0 && var.replicas_per_shard <= 3
    error_message = "Between 0 and 3 replicas."
  }
}

variable "snapshot_retention_days" {
  type        = number
  description = "How long daily snapshots are kept; 0 keeps none: the cache may be lost."
  default     = 0

  validation {
    condition     = var.snapshot_retention_days >= 0 && var.snapshot_retention_days <= 35
    error_message = "Between 0 and 35 days."
  }
}

variable "users" {
  type        = map(string)
  description = "Who may connect with IAM credentials, by name, and to which keys and commands, as an access string of Valkey."
  default     = {}
}
