data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  service_role_prefix = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/aws-service-role"

  account_root = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
}

resource "aws_kms_key" "this" {
  for_each = var.keys

  description             = each.value.description
  deletion_window_in_days = var.deletion_window_days
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_period_days

  tags = { Name = "${local.id}-${each.key}" }
}

resource "aws_kms_alias" "this" {
  for_each = var.keys

  name          = "alias/${local.id}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}

data "aws_iam_policy_document" "key" {
  for_each = var.keys

  # Roles of this account get what their own policies give them; the key itself adds nothing.
  statement {
    sid       = "Administer"
    resources = [aws_kms_key.this[each.key].arn]
    actions = [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListResourceTags",
      "kms:ListKeyRotations",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ]

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }
  }

  statement {
    sid       = "Use"
    resources = [aws_kms_key.this[each.key].arn]
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"]

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }
  }

  # Volumes and databases keep a grant of their own on the key.
  statement {
    sid       = "Grant"
    resources = [aws_kms_key.this[each.key].arn]
    actions   = ["kms:CreateGrant"]

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }

  dynamic "statement" {
    for_each = length(each.value.services) > 0 ? [each.value.services] : []

    content {
      sid       = "Services"
      resources = [aws_kms_key.this[each.key].arn]
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]

      principals {
        type        = "Service"
        identifiers = statement.value
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  # Nodes are started by the autoscaler's own role, which has to open their volumes.
  dynamic "statement" {
    for_each = length(each.value.service_roles) > 0 ? [each.value.service_roles] : []

    content {
      sid       = "ServiceRoles"
      resources = [aws_kms_key.this[each.key].arn]
      actions   = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"]

      principals {
        type        = "AWS"
        identifiers = [for role in statement.value : "${local.service_role_prefix}/${role}"]
      }
    }
  }

  dynamic "statement" {
    for_each = each.value.logs ? [true] : []

    content {
      sid       = "Logs"
      resources = [aws_kms_key.this[each.key].arn]
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]

      principals {
        type        = "Service"
        identifiers = ["logs.${var.region}.amazonaws.com"]
      }

      condition {
        test     = "ArnLike"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values   = ["arn:${data.aws_partition.current.partition}:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:*"]
      }
    }
  }
}

resource "aws_kms_key_policy" "this" {
  for_each = var.keys

  key_id = aws_kms_key.this[each.key].id
  policy = data.aws_iam_policy_document.key[each.key].json
}
