output "instance_id" {
  description = "What `aws ssm start-session --target` takes."
  value       = aws_instance.this.id
}

output "security_group_id" {
  description = "The bastion's group: services let it in by naming it."
  value       = aws_security_group.this.id
}
