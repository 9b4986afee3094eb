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

variable "kms_key_arn" {
  type        = string
  description = "Key of the volumes that pods claim."
}

variable "cluster_name" {
  type        = string
  description = "The cluster."
}

variable "addons" {
  type = map(object({
    version                = optional(string)
    service_account        = optional(string)
    managed_policy         = optional(string)
    uses_key               = optional(bool, false)
    configuration          = optional(string)
    resolve_conflicts_with = optional(string, "OVERWRITE")
  }))
  description = "Add-ons of EKS by name. A service account gets a role of its own with the AWS managed policy, named as below policy/; without a version the cluster's default is taken."

  validation {
    condition     = alltrue([for addon in values(var.addons) : (addon.service_account == null) == (addon.managed_policy == null)])
    error_message = "A service account and a managed policy go together."
  }
}
