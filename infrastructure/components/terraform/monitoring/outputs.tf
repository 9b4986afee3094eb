output "alarm_topic_arn" {
  description = "Where alarms go."
  value       = aws_sns_topic.alarms.arn
}

output "prometheus_endpoint" {
  description = "Where metrics are written and queried."
  value       = aws_prometheus_workspace.this.prometheus_endpoint
}

output "prometheus_workspace_arn" {
  description = "The workspace, for policies."
  value       = aws_prometheus_workspace.this.arn
}

output "grafana_endpoint" {
  description = "Where Grafana answers, when there is one."
  value       = one(aws_grafana_workspace.this[*].endpoint)
}

output "log_group_arns" {
  description = "Log groups of applications, by name."
  value       = { for name, group in aws_cloudwatch_log_group.application : name => group.arn }
}
