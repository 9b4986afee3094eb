# Who this instance is for. The same file stands in every component; the stacks set these variables.

variable "tenant" {
  type        = string
  description = "The organisation that this belongs to, such as fnx."

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.tenant))
    error_message = "A tenant is 2 to 12 lower-case letters and digits, a letter first."
  }
}

variable "account" {
  type        = string
  description = "The AWS account, by its short name: dev, staging or prod."

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.account))
    error_message = "An account is 2 to 12 lower-case letters and digits, a letter first."
  }
}

variable "environment" {
  type        = string
  description = "The environment in the account, such as testenv-01."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,14}[a-z0-9]$", var.environment))
    error_message = "An environment is 2 to 16 lower-case letters, digits and dashes."
  }
}

variable "stage" {
  type        = string
  description = "The class of the environment, which decides its size: dev, staging or prod."

  validation {
    condition     = contains(["dev", "staging", "prod"], var.stage)
    error_message = "The stage is dev, staging or prod."
  }
}

variable "region" {
  type        = string
  description = "The AWS region, such as eu-west-2."

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like eu-west-2."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside those that say where it belongs."
  default     = {}
}

locals {
  # The beginning of every name.
  id = "${var.tenant}-${var.account}-${var.environment}"

  tags = merge(var.tags, {
    Tenant      = var.tenant
    Account     = var.account
    Environment = var.environment
    Stage       = var.stage
    ManagedBy   = "atmos"
  })
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}
