resource "aws_route53_zone" "this" {
  name          = var.zone_name
  comment       = local.id
  force_destroy = false

  dynamic "vpc" {
    for_each = var.private_vpc_ids

    content {
      vpc_id = vpc.value
    }
  }
}

resource "aws_route53_record" "this" {
  for_each = var.records

  zone_id = aws_route53_zone.this.zone_id
  name    = "${each.key}.${var.zone_name}"
  type    = each.value.type
  ttl     = each.value.ttl
  records = each.value.records
}

resource "aws_route53_record" "delegation" {
  count = var.parent_zone_id == null ? 0 : 1

  zone_id = var.parent_zone_id
  name    = var.zone_name
  type    = "NS"
  ttl     = 3600
  records = aws_route53_zone.this.name_servers
}
