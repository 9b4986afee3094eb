# Coarse borders below the security groups: the public subnets take web traffic and answers, the private ones only what
# comes from the network itself and answers.

resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.public : subnet.id]

  tags = { Name = "${local.id}-public" }
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for subnet in aws_subnet.private : subnet.id]

  tags = { Name = "${local.id}-private" }
}

locals {
  acl_rules = {
    public-in-network   = { acl = "public", egress = false, number = 100, protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    public-in-http      = { acl = "public", egress = false, number = 110, protocol = "tcp", cidr = "0.0.0.0/0", from = 80, to = 80 }
    public-in-https     = { acl = "public", egress = false, number = 120, protocol = "tcp", cidr = "0.0.0.0/0", from = 443, to = 443 }
    public-in-answers   = { acl = "public", egress = false, number = 130, protocol = "tcp", cidr = "0.0.0.0/0", from = 1024, to = 65535 }
    public-out-network  = { acl = "public", egress = true, number = 100, protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    public-out-http     = { acl = "public", egress = true, number = 110, protocol = "tcp", cidr = "0.0.0.0/0", from = 80, to = 80 }
    public-out-https    = { acl = "public", egress = true, number = 120, protocol = "tcp", cidr = "0.0.0.0/0", from = 443, to = 443 }
    public-out-answers  = { acl = "public", egress = true, number = 130, protocol = "tcp", cidr = "0.0.0.0/0", from = 1024, to = 65535 }
    private-in-network  = { acl = "private", egress = false, number = 100, protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    private-in-answers  = { acl = "private", egress = false, number = 110, protocol = "tcp", cidr = "0.0.0.0/0", from = 1024, to = 65535 }
    private-out-network = { acl = "private", egress = true, number = 100, protocol = "-1", cidr = var.vpc_cidr, from = 0, to = 0 }
    private-out-http    = { acl = "private", egress = true, number = 110, protocol = "tcp", cidr = "0.0.0.0/0", from = 80, to = 80 }
    private-out-https   = { acl = "private", egress = true, number = 120, protocol = "tcp", cidr = "0.0.0.0/0", from = 443, to = 443 }
  }
}

resource "aws_network_acl_rule" "this" {
  for_each = local.acl_rules

  network_acl_id = each.value.acl == "public" ? aws_network_acl.public.id : aws_network_acl.private.id
  egress         = each.value.egress
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = each.value.protocol
  cidr_block     = each.value.cidr
  from_port      = each.value.from
  to_port        = each.value.to
}
