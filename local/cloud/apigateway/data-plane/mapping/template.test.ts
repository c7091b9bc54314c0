import { describe, expect, test } from "vitest";
import { compileTemplate } from "./template.ts";
import { TemplateError } from "./template-error.ts";

const BODY = JSON.stringify({
  action: "send",
  message: `it's "here" – now`,
  empty: "",
  none: null,
  yes: true,
  no: false,
  price: 2.5,
  pets: [
    { id: 1, type: "dog" },
    { id: 2, type: "cat" },
  ],
  nested: '{"key1":"var1","key2":{"arr":[1,2,3]}}',
});

const render = (template: string, body = BODY) =>
  compileTemplate(template)({
    body,
    context: { connectionId: "abc=", identity: { sourceIp: "127.0.0.1" }, connectedAt: 7 },
    stageVariables: { table: "chat", "with-dash": "x" },
  });

describe("variables", () => {
  test.each([
    ["$input.body", BODY],
    ["$input.json('$.pets[0]')", '{"id":1,"type":"dog"}'],
    ['$input.json("$.action")', '"send"'],
    ["$input.json('$.none')", "null"],
    ["$input.json('$.missing')", '""'],
    ["$input.json('$.pets[*].id')", "[1,2]"],
    ["$input.path('$.price')", "2.5"],
    ["$input.path('$.yes') $input.path('$.no')", "true false"],
    ["[$input.path('$.missing')$input.path('$.none')]", "[]"],
    ["$input.path('$').pets[1].type", "cat"],
    ["$input.path('$.pets')", "[{id=1, type=dog}, {id=2, type=cat}]"],
    ["$context.connectionId at $context.identity.sourceIp", "abc= at 127.0.0.1"],
    ["$context.connectedAt", "7"],
    ["[$context.authorizer.principalId]", "[]"],
    ["$stageVariables.table ${stageVariables.table}s", "chat chats"],
    ["$stageVariables['with-dash'] ${stageVariables['with-dash']}", "x x"],
    ["[$nothing][${nothing.at.all}][$!nothing]", "[][][]"],
    ["$5.00 for you@example.com # and #fff", "$5.00 for you@example.com # and #fff"],
  ])("[GW-37] %s renders %s", (template, text) => {
    expect(render(template)).toBe(text);
  });

  test("[GW-37] there is nothing in the input when a client connects", () => {
    expect(render("[$input.body] $input.json('$.a') [$input.path('$.a')]", "")).toBe("[] {} [{}]");
  });
});

describe("functions", () => {
  test.each([
    [
      `{"text": "$util.escapeJavaScript($input.path('$.message')).replaceAll("\\\\'", "'")"}`,
      `{"text": "it's \\"here\\" \\u2013 now"}`,
    ],
    ['$util.escapeJavaScript("it\'s a/b")', "it\\'s a\\/b"],
    ["#set($o = $util.parseJson($input.path('$.nested')))$o.key2.arr[0] $o.key1", "1 var1"],
    ["$util.urlEncode('a b&c') $util.urlDecode('a+b%26c')", "a+b%26c a b&c"],
    ["$util.base64Encode('hé') $util.base64Decode('aMOp')", "aMOp hé"],
    ["$input.path('$.pets').size() $input.path('$.pets').count()", "2 2"],
    ["$input.path('$.action').toUpperCase().substring(1, 3)", "EN"],
    ["#set($m = {})$m.put('a', 1)#set($d = $m.put('b', 2))$m.keySet() $m.get('b') $m", "[a, b] 2 {a=1, b=2}"],
    ["#set($l = [1, 2])#set($d = $l.add(3))$l $l.get(2) $l.contains(3)", "[1, 2, 3] 3 true"],
    ["$input.path('$.price').size()|", "|"],
  ])("[GW-37] %s renders %s", (template, text) => {
    expect(render(template)).toBe(text);
  });
});

describe("directives", () => {
  test("[GW-37] a list is mapped item by item", () => {
    const template = `#set($root = $input.path('$'))
{"pets": [#foreach($pet in $root.pets){"n": $foreach.count, "id": $pet.id}#if($foreach.hasNext), #end#end]}`;
    expect(render(template)).toBe('{"pets": [{"n": 1, "id": 1}, {"n": 2, "id": 2}]}');
  });

  test.each([
    ["$input.path('$.action') == 'send'", "yes"],
    ["$input.path('$.action') == 'sent'", "no"],
    ["$input.path('$.yes')", "yes"],
    ["$input.path('$.no')", "no"],
    ["!$input.path('$.no')", "yes"],
    ["$nothing", "no"],
    ["$nothing || $input.path('$.yes')", "yes"],
    ["!($nothing && $input.path('$.yes'))", "yes"],
    ["$input.path('$.pets').size() > 1", "yes"],
    // In Velocity an empty string and zero are there, and so are true.
    ["$input.path('$.empty')", "yes"],
    ["$input.path('$.empty') != ''", "no"],
    ["0", "yes"],
  ])("[GW-37] the condition %s is %s", (condition, answer) => {
    expect(render(`#if(${condition})yes#{else}no#end`)).toBe(answer);
  });

  test("[GW-37] the first branch that holds is taken", () => {
    expect(render("#if($nothing)a#elseif($input.path('$.yes'))b#elseif(true)c#{else}d#end")).toBe("b");
  });

  test("[GW-37] comments, arithmetic, macros and what the template defines", () => {
    expect(render("## gone\n#* gone *#$x#set($x = 1 + 2 * 3)$x")).toBe("7");
    expect(render("#macro(twice $x)$x$x#end#twice('ab')#define($d)[$context.connectionId]#end$d")).toBe(
      "abab[abc=]",
    );
  });
});

test.each([
  ["#if($a", "is not Velocity"],
  ["$input.params('x')", "asks for $input.params; there are $input.body, $input.json, $input.path"],
  ["$input", "asks for $input."],
  ["$util.dynamodb.toJson(1)", "asks for $util.dynamodb"],
  ["#if($context.connectionId.hashCode())x#end", "calls hashCode()"],
  ["$input.json('$.a[')", "the JSONPath $.a[ is not understood"],
  ['#include("x")', "#include"],
  ["$context.getClass()", "calls getClass()"],
])("[GW-37] %s is refused when it is made", (template, why) => {
  expect(() => compileTemplate(template)).toThrow(why);
});

test("[GW-37] a template has at most 300 KB", () => {
  const text = "x".repeat(300 * 1024);
  expect(render(text)).toBe(text);
  expect(() => compileTemplate(`${text}x`)).toThrow("at most 300 KB");
});

test.each([
  ["$input.json('$')", "hello"],
  ["$input.path('$.a')", "{"],
  ["$util.parseJson('{')", "{}"],
  ["#set($p = '$[')$input.json($p)", "{}"],
  ['#set($x = "$context.hashCode()")$x', "{}"],
  ["$input.path('$.a').replaceAll('(', '')", '{"a":"b"}'],
])("[GW-37] %s cannot be rendered for %s", (template, body) => {
  expect(() => render(template, body)).toThrow(TemplateError);
});

test("[GW-37] a message is data: it cannot write into the template", () => {
  const body = JSON.stringify({ a: "#set($x = 1)$context.connectionId", "$context.connectionId": "stolen" });
  expect(render("$input.path('$.a') $input.path('$').constructor $context.connectionId", body)).toBe(
    "#set($x = 1)$context.connectionId  abc=",
  );
});
