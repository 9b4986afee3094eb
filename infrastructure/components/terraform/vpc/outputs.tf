output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "Addresses of the network."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "Subnets that reach the internet directly, one in each zone."
  value       = [for zone in var.availability_zones : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "Subnets for workloads, one in each zone."
  value       = [for zone in var.availability_zones : aws_subnet.private[zone].id]
}

output "nat_public_ips" {
  description = "Addresses that the private subnets are seen as from outside."
  value       = [for address in aws_eip.nat : address.public_ip]
}

output "endpoint_security_group_id" {
  description = "The group of the interface endpoints."
  value       = aws_security_group.endpoints.id
}
