variable "zone_name" {
  type        = string
  description = "The zone, such as fnx.example.com."

  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.zone_name))
    error_message = "A full name in lower case, such as fnx.example.com."
  }
}

variable "private_vpc_ids" {
  type        = set(string)
  description = "Networks that alone see the zone; empty for a public one."
  default     = []
}

variable "parent_zone_id" {
  type        = string
  description = "The zone above, which gets a delegation; none without."
  default     = null
}

variable "records" {
  type = map(object({
    type    = string
    ttl     = optional(number, 300)
    records = list(string)
  }))
  description = "Records by their name below the zone."
  default     = {}

  validation {
    condition     = alltrue([for record in values(var.records) : contains(["A", "AAAA", "CAA", "CNAME", "MX", "TXT"], record.type)])
    error_message = "A record is an A, AAAA, CAA, CNAME, MX or TXT."
  }
}
