output "zone_id" {
  description = "The zone."
  value       = aws_route53_zone.this.zone_id
}

output "zone_name" {
  description = "The zone's name."
  value       = aws_route53_zone.this.name
}

output "name_servers" {
  description = "Servers that answer for the zone."
  value       = aws_route53_zone.this.name_servers
}
