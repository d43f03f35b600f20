#!/usr/bin/env bash
# The API of this folder by the AWS CLI: most of it from a definition, /mapped call by call.
# Usage: aws-cli-api.sh (create | change | remove) GREETING
set -euo pipefail
cd "$(dirname "$0")"
name=tools-aws-cli
action=$1
template="{\"application/json\":\"{\\\"$2\\\":\\\"\$input.params('name')\\\"}\"}"
functions=arn:aws:lambda:$AWS_REGION:000000000000:function
gateway() { aws apigateway "$@"; }
id_of() { gateway "$1" --query "items[?name=='$name'].id" --output text; }

make_function() {
  archive=$(mktemp -d)/code.zip
  python3 -m zipfile -c "$archive" "$1/index.js"
  aws lambda create-function --function-name "$name-$1" --runtime nodejs24.x --handler index.handler \
    --role "$role" --zip-file "fileb://$archive" > /dev/null
  aws lambda add-permission --function-name "$name-$1" --statement-id api --action lambda:InvokeFunction \
    --principal apigateway.amazonaws.com > /dev/null
}

create() {
  trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
  role=$(aws iam create-role --role-name $name --assume-role-policy-document "$trust" --query Role.Arn --output text)
  make_function hello
  make_function gatekeeper
  definition=$(mktemp)
  sed "s/FUNCTIONS/arn:aws:apigateway:$AWS_REGION:lambda:path\/2015-03-31\/functions\/$functions:$name/" \
    aws-cli-api.openapi.json > "$definition"
  api=$(gateway import-rest-api --body "fileb://$definition" --query id --output text)
  root=$(gateway get-resources --rest-api-id "$api" --query "items[?path=='/'].id" --output text)
  mapped=$(gateway create-resource --rest-api-id "$api" --parent-id "$root" --path-part mapped --query id --output text)
  method=(--rest-api-id "$api" --resource-id "$mapped" --http-method GET)
  gateway put-method "${method[@]}" --authorization-type NONE > /dev/null
  gateway put-integration "${method[@]}" --type MOCK \
    --request-templates '{"application/json":"{\"statusCode\": 200}"}' > /dev/null
  gateway put-method-response "${method[@]}" --status-code 200 > /dev/null
  gateway put-integration-response "${method[@]}" --status-code 200 --response-templates "$template" > /dev/null
  gateway create-deployment --rest-api-id "$api" --stage-name dev > /dev/null
  plan=$(gateway create-usage-plan --name $name --api-stages "apiId=$api,stage=dev" --query id --output text)
  key=$(gateway create-api-key --name $name --value key-of-the-cli-in-twenty --enabled --query id --output text)
  gateway create-usage-plan-key --usage-plan-id "$plan" --key-id "$key" --key-type API_KEY > /dev/null
}

change() {
  api=$(id_of get-rest-apis)
  mapped=$(gateway get-resources --rest-api-id "$api" --query "items[?path=='/mapped'].id" --output text)
  gateway put-integration-response --rest-api-id "$api" --resource-id "$mapped" --http-method GET --status-code 200 \
    --response-templates "$template" > /dev/null
  gateway create-deployment --rest-api-id "$api" --stage-name dev > /dev/null
}

remove() {
  api=$(id_of get-rest-apis)
  plan=$(id_of get-usage-plans)
  gateway update-usage-plan --usage-plan-id "$plan" --patch-operations "op=remove,path=/apiStages,value=$api:dev" > /dev/null
  gateway delete-usage-plan --usage-plan-id "$plan"
  gateway delete-api-key --api-key "$(id_of get-api-keys)"
  gateway delete-rest-api --rest-api-id "$api"
  for function in hello gatekeeper; do aws lambda delete-function --function-name "$name-$function" > /dev/null; done
  aws iam delete-role --role-name $name
}

"$action"
