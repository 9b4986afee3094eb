variable "vpc_cidr" {
  type        = string
  description = "Addresses of the network."

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && tonumber(split("/", var.vpc_cidr)[1]) <= 20
    error_message = "The network is an IPv4 range of /20 or wider, such as 10.0.0.0/16."
  }
}

variable "availability_zones" {
  type        = list(string)
  description = "Zones that get a public and a private subnet each."

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 4
    error_message = "Between two and four zones."
  }
}

variable "nat_gateway_strategy" {
  type        = string
  description = "How private subnets reach the internet: none, single or one_per_az."
  default     = "single"

  validation {
    condition     = contains(["none", "single", "one_per_az"], var.nat_gateway_strategy)
    error_message = "The strategy is none, single or one_per_az."
  }
}

variable "gateway_endpoints" {
  type        = set(string)
  description = "AWS services that are reached through the route tables, at no cost."
  default     = ["s3", "dynamodb"]

  validation {
    condition     = length(setsubtract(var.gateway_endpoints, ["s3", "dynamodb"])) == 0
    error_message = "Only s3 and dynamodb have gateway endpoints."
  }
}

variable "interface_endpoints" {
  type        = set(string)
  description = "AWS services that get a private address in the network, such as ecr.api."
  default     = ["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm", "ssmmessages", "sts"]
}

variable "flow_log_retention_days" {
  type        = number
  description = "How long flow logs are kept."
  default     = 30

  validation {
    condition     = contains([7, 14, 30, 60, 90, 180, 365], var.flow_log_retention_days)
    error_message = "One of 7, 14, 30, 60, 90, 180 and 365 days."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that the flow logs are encrypted with."
}
