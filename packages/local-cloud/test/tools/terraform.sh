#!/usr/bin/env bash
# Builds the API of main.tf with Terraform at the endpoint in AWS_ENDPOINT_URL, calls it, changes it and removes it.
# Usage: node scripts/with-cloud.ts packages/local-cloud/test/tools/terraform.sh
set -euo pipefail
cd "$(dirname "$0")"
export TF_IN_AUTOMATION=1 TF_VAR_greeting=first
terraform init -input=false
terraform apply -input=false -auto-approve
url=$AWS_ENDPOINT_URL$(terraform output -raw url)
expect() {
  local expected=$1 status
  shift
  status=$(curl --silent --output /dev/null --write-out '%{http_code}' "$@")
  [ "$status" = "$expected" ] || { echo "expected $expected of $*, received $status" >&2; exit 1; }
}
expect 200 "$url/hello"
expect 200 "$url/notes" --json '{"text":"a"}'
expect 400 "$url/notes" --json '{}'
expect 401 "$url/guarded"
expect 200 "$url/guarded" --header 'authorization: let-me-in'
expect 403 "$url/metered"
expect 200 "$url/metered" --header 'x-api-key: key-of-terraform-in-twenty'
curl --silent --fail --request OPTIONS --include "$url/hello" | grep --ignore-case 'access-control-allow-origin: \*'
# A plan right after the apply has no difference: what the cloud reads back is what was written.
terraform plan -input=false -detailed-exitcode
export TF_VAR_greeting=second
terraform apply -input=false -auto-approve
curl --silent --fail "$url/mapped?name=Ann" | grep '{"second":"Ann"}'
terraform destroy -input=false -auto-approve
