resource "aws_secretsmanager_secret" "this" {
  for_each = var.secrets

  name                    = "${local.id}/${each.key}"
  description             = each.value.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.recovery_window_days
}

# Ephemeral and write-only: the value is in no plan and in no state.
ephemeral "aws_secretsmanager_random_password" "this" {
  for_each = var.secrets

  password_length     = each.value.length
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = var.secrets

  secret_id                = aws_secretsmanager_secret.this[each.key].id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.this[each.key].random_password
  secret_string_wo_version = 1
}

data "aws_iam_policy_document" "readers" {
  for_each = { for name, secret in var.secrets : name => secret if length(secret.readers) > 0 }

  statement {
    sid       = "Read"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this[each.key].arn]

    principals {
      type        = "AWS"
      identifiers = each.value.readers
    }
  }
}

resource "aws_secretsmanager_secret_policy" "this" {
  for_each = data.aws_iam_policy_document.readers

  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
  policy              = each.value.json
  block_public_policy = true
}
