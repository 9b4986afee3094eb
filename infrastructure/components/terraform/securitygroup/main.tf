locals {
  ingress = merge([for name, group in var.groups : {
    for key, rule in group.ingress : "${name}/${key}" => merge(rule, { group = name })
  }]...)

  egress = merge([for name, group in var.groups : {
    for key, rule in group.egress : "${name}/${key}" => merge(rule, { group = name })
  }]...)
}

resource "aws_security_group" "this" {
  for_each = var.groups

  name        = "${local.id}-${each.key}"
  description = each.value.description
  vpc_id      = var.vpc_id

  tags = { Name = "${local.id}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = local.ingress

  security_group_id            = aws_security_group.this[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = each.value.from_group == null ? null : aws_security_group.this[each.value.from_group].id
  cidr_ipv4                    = each.value.from_cidr
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = local.egress

  security_group_id            = aws_security_group.this[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = each.value.to_group == null ? null : aws_security_group.this[each.value.to_group].id
  cidr_ipv4                    = each.value.to_cidr
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}
