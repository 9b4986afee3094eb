data "aws_partition" "current" {}

locals {
  with_role = { for name, addon in var.addons : name => addon if addon.service_account != null }
}

resource "aws_eks_addon" "this" {
  for_each = var.addons

  cluster_name                = var.cluster_name
  addon_name                  = each.key
  addon_version               = each.value.version
  configuration_values        = each.value.configuration
  service_account_role_arn    = try(aws_iam_role.this[each.key].arn, null)
  resolve_conflicts_on_create = each.value.resolve_conflicts_with
  resolve_conflicts_on_update = each.value.resolve_conflicts_with

  depends_on = [aws_iam_role_policy_attachment.this, aws_iam_role_policy.key]
}

data "aws_iam_policy_document" "addon_trust" {
  for_each = local.with_role

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${var.oidc_issuer}:sub"
      values   = ["system:serviceaccount:kube-system:${each.value.service_account}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${var.oidc_issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.with_role

  name               = "${local.id}-${var.region}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.addon_trust[each.key].json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.with_role

  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value.managed_policy}"
}

data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"]
    resources = [var.kms_key_arn]
  }

  statement {
    actions   = ["kms:CreateGrant"]
    resources = [var.kms_key_arn]

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role_policy" "key" {
  for_each = { for name, addon in local.with_role : name => addon if addon.uses_key }

  name   = "key"
  role   = aws_iam_role.this[each.key].id
  policy = data.aws_iam_policy_document.key.json
}
