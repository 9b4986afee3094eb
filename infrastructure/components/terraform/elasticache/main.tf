locals {
  clustered = var.shards > 1
}

resource "aws_elasticache_subnet_group" "this" {
  name       = local.id
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "this" {
  name        = "${local.id}-elasticache"
  description = "Who may connect to the cache"
  vpc_id      = var.vpc_id

  tags = { Name = "${local.id}-elasticache" }
}

resource "aws_vpc_security_group_ingress_rule" "client" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  description                  = "Valkey from ${each.key}"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_elasticache_user" "this" {
  for_each = var.users

  # With IAM, id and name have to be the same.
  user_id       = "${local.id}-${each.key}"
  user_name     = "${local.id}-${each.key}"
  engine        = "valkey"
  access_string = each.value

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user_group" "this" {
  user_group_id = local.id
  engine        = "valkey"
  user_ids      = [for user in aws_elasticache_user.this : user.user_id]
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = local.id
  description          = "Cache of ${local.id}"
  engine               = "valkey"
  engine_version       = var.engine_version
  node_type            = var.node_type
  port                 = 6379

  num_node_groups            = var.shards
  replicas_per_node_group    = var.replicas_per_shard
  automatic_failover_enabled = local.clustered || var.replicas_per_shard > 0
  multi_az_enabled           = var.replicas_per_shard > 0
  parameter_group_name       = local.clustered ? "default.valkey${split(".", var.engine_version)[0]}.cluster.on" : "default.valkey${split(".", var.engine_version)[0]}"

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [aws_security_group.this.id]
  user_group_ids     = [aws_elasticache_user_group.this.user_group_id]

  at_rest_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"

  snapshot_retention_limit   = var.snapshot_retention_days
  final_snapshot_identifier  = var.snapshot_retention_days > 0 ? "${local.id}-final" : null
  auto_minor_version_upgrade = true
}
