# The API of this folder by Terraform. Usage: terraform.sh beside it, with AWS_ENDPOINT_URL.
terraform {
  required_version = ">= 1.9"
  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 6.0" }
    archive = { source = "hashicorp/archive", version = "~> 2.7" }
  }
}

variable "greeting" { type = string }

provider "aws" {
  skip_metadata_api_check = true
  skip_region_validation  = true
  s3_use_path_style       = true
}

data "archive_file" "code" {
  for_each    = toset(["hello", "gatekeeper"])
  type        = "zip"
  source_dir  = "${path.module}/${each.key}"
  output_path = "${path.module}/${each.key}.zip"
}

resource "aws_iam_role" "functions" {
  name = "tools-terraform"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lambda_function" "function" {
  for_each         = data.archive_file.code
  function_name    = "tools-terraform-${each.key}"
  role             = aws_iam_role.functions.arn
  runtime          = "nodejs24.x"
  handler          = "index.handler"
  filename         = each.value.output_path
  source_code_hash = each.value.output_base64sha256
}

resource "aws_lambda_permission" "api" {
  for_each      = aws_lambda_function.function
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  principal     = "apigateway.amazonaws.com"
}

resource "aws_api_gateway_rest_api" "api" { name = "tools-terraform" }

resource "aws_api_gateway_resource" "resource" {
  for_each    = toset(["hello", "mapped", "notes", "guarded", "metered"])
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_model" "note" {
  rest_api_id  = aws_api_gateway_rest_api.api.id
  name         = "Note"
  content_type = "application/json"
  schema       = jsonencode({ type = "object", required = ["text"], properties = { text = { type = "string" } } })
}

resource "aws_api_gateway_request_validator" "body" {
  rest_api_id           = aws_api_gateway_rest_api.api.id
  name                  = "body"
  validate_request_body = true
}

resource "aws_api_gateway_authorizer" "gatekeeper" {
  rest_api_id    = aws_api_gateway_rest_api.api.id
  name           = "gatekeeper"
  authorizer_uri = aws_lambda_function.function["gatekeeper"].invoke_arn
}

locals {
  proxies = {
    hello   = { method = "GET" }
    notes   = { method = "POST", models = { "application/json" = aws_api_gateway_model.note.name }, validator = aws_api_gateway_request_validator.body.id }
    guarded = { method = "GET", authorizer = aws_api_gateway_authorizer.gatekeeper.id }
    metered = { method = "GET", key = true }
  }
}

resource "aws_api_gateway_method" "proxy" {
  for_each             = local.proxies
  rest_api_id          = aws_api_gateway_rest_api.api.id
  resource_id          = aws_api_gateway_resource.resource[each.key].id
  http_method          = each.value.method
  authorization        = try(each.value.authorizer, null) == null ? "NONE" : "CUSTOM"
  authorizer_id        = try(each.value.authorizer, null)
  api_key_required     = try(each.value.key, false)
  request_models       = try(each.value.models, null)
  request_validator_id = try(each.value.validator, null)
}

resource "aws_api_gateway_integration" "proxy" {
  for_each                = aws_api_gateway_method.proxy
  rest_api_id             = each.value.rest_api_id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.function["hello"].invoke_arn
}

locals {
  mocks = {
    mapped = { method = "GET", template = "{\"${var.greeting}\":\"$input.params('name')\"}", headers = {} }
    hello  = { method = "OPTIONS", template = "", headers = { "method.response.header.Access-Control-Allow-Origin" = "'*'" } }
  }
}

resource "aws_api_gateway_method" "mock" {
  for_each      = local.mocks
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.resource[each.key].id
  http_method   = each.value.method
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "mock" {
  for_each          = aws_api_gateway_method.mock
  rest_api_id       = each.value.rest_api_id
  resource_id       = each.value.resource_id
  http_method       = each.value.http_method
  type              = "MOCK"
  request_templates = { "application/json" = "{\"statusCode\": 200}" }
}

resource "aws_api_gateway_method_response" "mock" {
  for_each            = aws_api_gateway_method.mock
  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = "200"
  response_parameters = { for name, value in local.mocks[each.key].headers : name => false }
}

resource "aws_api_gateway_integration_response" "mock" {
  for_each            = aws_api_gateway_method_response.mock
  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = each.value.status_code
  response_parameters = local.mocks[each.key].headers
  response_templates  = { "application/json" = local.mocks[each.key].template }
  depends_on          = [aws_api_gateway_integration.mock]
}

resource "aws_api_gateway_deployment" "deployment" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  triggers    = { greeting = var.greeting }
  depends_on  = [aws_api_gateway_integration.proxy, aws_api_gateway_integration_response.mock]
  lifecycle { create_before_destroy = true }
}

resource "aws_api_gateway_stage" "dev" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.deployment.id
  stage_name    = "dev"
}

resource "aws_api_gateway_usage_plan" "plan" {
  name = "tools-terraform"
  api_stages {
    api_id = aws_api_gateway_rest_api.api.id
    stage  = aws_api_gateway_stage.dev.stage_name
  }
}

resource "aws_api_gateway_api_key" "key" {
  name  = "tools-terraform"
  value = "key-of-terraform-in-twenty"
}

resource "aws_api_gateway_usage_plan_key" "key" {
  usage_plan_id = aws_api_gateway_usage_plan.plan.id
  key_id        = aws_api_gateway_api_key.key.id
  key_type      = "API_KEY"
}

output "url" { value = "/restapis/${aws_api_gateway_rest_api.api.id}/dev/_user_request_" }
