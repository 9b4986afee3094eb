output "endpoint" {
  description = "Where clients connect: the configuration endpoint of a cluster, else the node that writes."
  value       = local.clustered ? aws_elasticache_replication_group.this.configuration_endpoint_address : aws_elasticache_replication_group.this.primary_endpoint_address
}

output "port" {
  description = "Port that it listens on."
  value       = aws_elasticache_replication_group.this.port
}

output "security_group_id" {
  description = "The cache's group."
  value       = aws_security_group.this.id
}

output "arn" {
  description = "The replication group, for policies with elasticache:Connect."
  value       = aws_elasticache_replication_group.this.arn
}
