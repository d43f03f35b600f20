"""Prints what AWS's own translator makes of SAM templates, as JSON: {file: {template, expansion | findings}}.

Usage: python3 expand.py template.yaml…               (needs aws-sam-translator and pyyaml)
       python3 expand.py --expect template.yaml…      writes template.expected.json beside each instead
Local CodeUri and DefinitionUri are replaced by objects in S3, as packaging does.
"""

import copy
import json
import sys

import boto3
import yaml
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.utils.py27hash_fix import (
    to_py27_compatible_template,
    undo_mark_unicode_str_in_template,
)

REGION = "us-east-1"


class TemplateLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags; dates stay text."""


TemplateLoader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def short_tag(loader, name, node):
    key = name if name in ("Ref", "Condition") else "Fn::" + name
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {key: value.split(".", 1) if name == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {key: loader.construct_sequence(node, deep=True)}
    return {key: loader.construct_mapping(node, deep=True)}


TemplateLoader.add_multi_constructor("!", short_tag)


def packaged(template):
    for resource in template["Resources"].values():
        properties = resource.get("Properties") or {}
        for name in ("CodeUri", "DefinitionUri"):
            uri = properties.get(name)
            if isinstance(uri, str) and uri.startswith("."):
                properties[name] = "s3://artifacts/" + uri.strip("./")
    return template


def expand(file):
    with open(file, encoding="utf-8") as text:
        template = packaged(yaml.load(text, TemplateLoader))
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    source = copy.deepcopy(template)
    try:
        # CloudFormation's service does this first: the ids of deployments are those of Python 2 only then.
        to_py27_compatible_template(source, {})
        expansion = undo_mark_unicode_str_in_template(translator.translate(source, {}))
    except InvalidDocumentException as error:
        return {"template": template, "findings": [cause.message for cause in error.causes]}
    return {"template": template, "expansion": expansion}


def expect(file):
    result = expand(file)
    del result["template"]
    with open(file.removesuffix(".yaml") + ".expected.json", "w", encoding="utf-8") as text:
        json.dump(result, text, indent=2, sort_keys=True, ensure_ascii=False)
        text.write("\n")


if sys.argv[1:2] == ["--expect"]:
    for path in sys.argv[2:]:
        expect(path)
else:
    print(json.dumps({path: expand(path) for path in sys.argv[1:]}))
