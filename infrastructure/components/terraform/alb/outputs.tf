output "dns_name" {
  description = "Where it answers."
  value       = aws_lb.this.dns_name
}

output "zone_id" {
  description = "Zone of that name, for alias records."
  value       = aws_lb.this.zone_id
}

output "target_group_arn" {
  description = "Where targets are registered."
  value       = aws_lb_target_group.this.arn
}

output "security_group_id" {
  description = "The load balancer's group."
  value       = aws_security_group.this.id
}
