// Made by "lambada build" of the annotations. Changes are lost.
var __getOwnPropNames=Object.getOwnPropertyNames;var __commonJS=(cb,mod)=>function(){try{return mod||(0,cb[__getOwnPropNames(cb)[0]])((mod={exports:{}}).exports,mod),mod.
exports}catch(e){throw mod=0,e}};var require_ucs2length=__commonJS({"../../node_modules/ajv/dist/runtime/ucs2length.js"(exports){"use strict";Object.defineProperty(
exports,"__esModule",{value:!0});function ucs2length(str){let len=str.length,length=0,pos=0,value;for(;pos<len;)length++,
value=str.charCodeAt(pos++),value>=55296&&value<=56319&&pos<len&&(value=str.charCodeAt(pos),(value&64512)===56320&&pos++);
return length}exports.default=ucs2length;ucs2length.code='require("ajv/dist/runtime/ucs2length").default'}});import{formats}from"@samples/lambada/runtime";var Notes_replace_1=validate20;var schema33={type:"string",enum:["low","normal","high"],$id:"schema:Priority"},func1=require_ucs2length().default,formats0=formats["\
date-time"];function validate21(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){
let vErrors=null,errors=0,evaluated0=validate21.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.
dynamicItems&&(evaluated0.items=void 0),data&&typeof data=="object"&&!Array.isArray(data)){if(data.title===void 0){let err0={
instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"title"},message:"must have required pro\
perty 'title'"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.title!==void 0){let data0=data.title;if(typeof data0==
"string"){if(func1(data0)>80){let err1={instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"\
maxLength",params:{limit:80},message:"must NOT have more than 80 characters"};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}if(func1(data0)<1){let err2={instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",
keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}}else{let err3={instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"typ\
e",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.text!==
void 0){let data1=data.text;if(typeof data1=="string"){if(func1(data1)>1e4){let err4={instancePath:instancePath+"/text",
schemaPath:"#/properties/text/maxLength",keyword:"maxLength",params:{limit:1e4},message:"must NOT have more than 10000 c\
haracters"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+"/text",
schemaPath:"#/properties/text/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}}if(data.priority!==void 0){let data2=data.priority;if(typeof data2!="string"){let err6={
instancePath:instancePath+"/priority",schemaPath:"schema:Priority/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(!(data2==="low"||data2==="normal"||data2===
"high")){let err7={instancePath:instancePath+"/priority",schemaPath:"schema:Priority/enum",keyword:"enum",params:{allowedValues:schema33.
enum},message:"must be equal to one of the allowed values"};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}if(data.
due!==void 0){let data3=data.due;if(typeof data3=="string"){if(!formats0(data3)){let err8={instancePath:instancePath+"/d\
ue",schemaPath:"#/properties/due/format",keyword:"format",params:{format:"date-time"},message:'must match format "date-t\
ime"'};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}else{let err9={instancePath:instancePath+"/due",schemaPath:"\
#/properties/due/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err9]:vErrors.
push(err9),errors++}}}else{let err10={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"mu\
st be object"};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}return validate21.errors=vErrors,errors===0}validate21.
evaluated={props:{title:!0,text:!0,priority:!0,due:!0},dynamicProps:!1,dynamicItems:!1};function validate20(data,{instancePath="",
parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,errors=0,evaluated0=validate20.evaluated;
return evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&(evaluated0.items=void 0),validate21(
data,{instancePath,parentData,parentDataProperty,rootData,dynamicAnchors})||(vErrors=vErrors===null?validate21.errors:vErrors.
concat(validate21.errors),errors=vErrors.length),validate20.errors=vErrors,errors===0}validate20.evaluated={props:{title:!0,
text:!0,priority:!0,due:!0},dynamicProps:!1,dynamicItems:!1};var Notes_change_1=validate23;function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,
errors=0,evaluated0=validate23.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&
(evaluated0.items=void 0),data&&typeof data=="object"&&!Array.isArray(data)){if(data.title!==void 0){let data0=data.title;
if(typeof data0=="string"){if(func1(data0)>80){let err0={instancePath:instancePath+"/title",schemaPath:"#/properties/tit\
le/maxLength",keyword:"maxLength",params:{limit:80},message:"must NOT have more than 80 characters"};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(func1(data0)<1){let err1={instancePath:instancePath+"/title",schemaPath:"#/propert\
ies/title/minLength",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?
vErrors=[err1]:vErrors.push(err1),errors++}}else{let err2={instancePath:instancePath+"/title",schemaPath:"#/properties/t\
itle/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++}}if(data.text!==void 0){let data1=data.text;if(typeof data1=="string"){if(func1(data1)>1e4){let err3={instancePath:instancePath+
"/text",schemaPath:"#/properties/text/maxLength",keyword:"maxLength",params:{limit:1e4},message:"must NOT have more than\
 10000 characters"};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+
"/text",schemaPath:"#/properties/text/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?
vErrors=[err4]:vErrors.push(err4),errors++}}if(data.priority!==void 0){let data2=data.priority;if(typeof data2!="string"){
let err5={instancePath:instancePath+"/priority",schemaPath:"schema:Priority/type",keyword:"type",params:{type:"string"},
message:"must be string"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(!(data2==="low"||data2==="normal"||
data2==="high")){let err6={instancePath:instancePath+"/priority",schemaPath:"schema:Priority/enum",keyword:"enum",params:{
allowedValues:schema33.enum},message:"must be equal to one of the allowed values"};vErrors===null?vErrors=[err6]:vErrors.
push(err6),errors++}}if(data.due!==void 0){let data3=data.due;if(typeof data3=="string"){if(!formats0(data3)){let err7={
instancePath:instancePath+"/due",schemaPath:"#/properties/due/format",keyword:"format",params:{format:"date-time"},message:'\
must match format "date-time"'};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+
"/due",schemaPath:"#/properties/due/type",keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?
vErrors=[err8]:vErrors.push(err8),errors++}}}else{let err9={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"\
object"},message:"must be object"};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}return validate23.errors=vErrors,
errors===0}validate23.evaluated={props:{title:!0,text:!0,priority:!0,due:!0},dynamicProps:!1,dynamicItems:!1};var Notes_list_0_limit=validate24;function validate24(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,
errors=0,evaluated0=validate24.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&
(evaluated0.items=void 0),!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let err0={instancePath,schemaPath:"#/type",
keyword:"type",params:{type:"integer"},message:"must be integer"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
if(typeof data=="number"){if(data>100||isNaN(data)){let err1={instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{
comparison:"<=",limit:100},message:"must be <= 100"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data<1||
isNaN(data)){let err2={instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison:">=",limit:1},message:"m\
ust be >= 1"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}return validate24.errors=vErrors,errors===0}validate24.
evaluated={dynamicProps:!1,dynamicItems:!1};var Notes_create_0=validate25;function validate25(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,
errors=0,evaluated0=validate25.evaluated;return evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&
(evaluated0.items=void 0),validate21(data,{instancePath,parentData,parentDataProperty,rootData,dynamicAnchors})||(vErrors=
vErrors===null?validate21.errors:vErrors.concat(validate21.errors),errors=vErrors.length),validate25.errors=vErrors,errors===
0}validate25.evaluated={props:{title:!0,text:!0,priority:!0,due:!0},dynamicProps:!1,dynamicItems:!1};var Notes_createByForm_0=validate27;function validate27(data,{instancePath="",parentData,parentDataProperty,rootData=data,dynamicAnchors={}}={}){let vErrors=null,
errors=0,evaluated0=validate27.evaluated;if(evaluated0.dynamicProps&&(evaluated0.props=void 0),evaluated0.dynamicItems&&
(evaluated0.items=void 0),typeof data=="string"){if(func1(data)<1){let err0={instancePath,schemaPath:"#/minLength",keyword:"\
minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}}else{let err1={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"string"},message:"must be s\
tring"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}return validate27.errors=vErrors,errors===0}validate27.
evaluated={dynamicProps:!1,dynamicItems:!1};export{Notes_change_1,Notes_createByForm_0,Notes_create_0,Notes_list_0_limit,Notes_replace_1};
