variable "oidc_provider_arn" {
  type        = string
  description = "The provider that trusts the cluster's service accounts."
}

variable "oidc_issuer" {
  type        = string
  description = "Issuer of the service accounts' tokens, without https://."

  validation {
    condition     = !startswith(var.oidc_issuer, "https://")
    error_message = "Without https:// in front."
  }
}

variable "roles" {
  type = map(object({
    namespace       = string
    service_account = string
    statements = list(object({
      actions   = list(string)
      resources = list(string)
    }))
  }))
  description = "Roles for service accounts by name: whose each is, and what it may do to which resources."

  validation {
    condition     = alltrue(flatten([for role in values(var.roles) : [for statement in role.statements : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "Name every action: a wildcard grants what nobody reviewed."
  }

  validation {
    condition     = alltrue(flatten([for role in values(var.roles) : [for statement in role.statements : [for resource in statement.resources : startswith(resource, "arn:")]]]))
    error_message = "A resource is an ARN; \"*\" is none."
  }

  validation {
    condition     = alltrue(flatten([for role in values(var.roles) : [for name in [role.namespace, role.service_account] : can(regex("^[a-z0-9-]+$", name))]]))
    error_message = "Namespaces and service accounts are named in full."
  }
}

variable "permissions_boundary_arn" {
  type        = string
  description = "The policy that bounds what these roles can ever do; none without."
  default     = null
}
