import { compileJavaRegex, compileJsonPath, parseJson } from '@samples/mapping-templates';

const document = parseJson('{"pets": [{"name": "Rex", "legs": 4}, {"name": "Kaa", "legs": 0}]}');
const path = compileJsonPath('$.pets[?(@.legs > 0)].name');
console.log(document && path.textIn(document));
console.log(compileJavaRegex('(?<year>\\d{4})-\\d\\d').replaceAll('2026-11', '${year}'));
