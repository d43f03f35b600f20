import { compileTemplate, TemplateError } from '@samples/mapping-templates';

try {
  compileTemplate('{\n  "id": "$input.path(\'$.id\'"\n}');
} catch (error) {
  if (error instanceof TemplateError) console.log(error.message, error.place);
}
