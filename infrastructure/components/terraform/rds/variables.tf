variable "vpc_id" {
  type        = string
  description = "The network that this stands in."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets of the database."

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "At least two subnets, in different zones."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key of the storage, the backups and the master password."
}

variable "client_security_group_ids" {
  type        = map(string)
  description = "Security groups that may connect, by a name for each."
  default     = {}
}

variable "deletion_protection" {
  type        = bool
  description = "Whether AWS refuses to delete this until somebody turns the protection off."
  default     = true
}

variable "engine_version" {
  type        = string
  description = "Version of PostgreSQL."
  default     = "17.6"

  validation {
    condition     = can(regex("^1[5-8]\\.[0-9]+$", var.engine_version))
    error_message = "PostgreSQL 15 to 18, with its minor version, such as 17.6."
  }
}

variable "instance_class" {
  type        = string
  description = "Size of each instance."
  default     = "db.t4g.medium"

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "A class begins with db., such as db.t4g.medium."
  }
}

variable "replicas" {
  type        = number
  description = "Instances in all: one writes, the others follow and can be read."
  default     = 1

  validation {
    condition     = var.replicas >= 1 && var.replicas <= 3 && var.replicas == floor(var.replicas)
    error_message = "One instance in development, two or three in production."
  }
}

variable "storage_gb" {
  type        = number
  description = "Storage of each instance."
  default     = 20

  validation {
    condition     = var.storage_gb >= 20 && var.storage_gb <= 1000
    error_message = "Between 20, AWS' smallest, and 1000 GB."
  }
}

variable "multi_az" {
  type        = bool
  description = "Whether a standby in another zone takes over."
  default     = false
}

variable "backup_retention_days" {
  type        = number
  description = "How far back the database can be restored."
  default     = 7

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "Between 1 and 35 days."
  }
}
