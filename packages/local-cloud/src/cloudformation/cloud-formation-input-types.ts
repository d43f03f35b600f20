import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const cloudFormationInputTypes = inputTypes({
  string: `Arn CallAs ChangeSetName ChangeSetType ClientRequestToken ClientToken DeletionMode DeploymentMode
    Description ExportName Key LogicalResourceId Mode NextToken OnFailure OnStackFailure ParameterKey
    ParameterValue PhysicalResourceId ResolvedValue ResourceType RoleARN StackName StackPolicyBody
    StackPolicyDuringUpdateBody StackPolicyDuringUpdateURL StackPolicyURL StackSetName TemplateBody
    TemplateStage TemplateURL Type Value`,
  number: 'MonitoringTimeInMinutes TimeoutInMinutes',
  boolean: `DisableRollback DisableValidation EnableTerminationProtection ImportExistingResources
    IncludeNestedStacks IncludePropertyValues RetainExceptOnCreate TreatUnrecognizedResourceTypesAsWarnings
    UsePreviousTemplate UsePreviousValue`,
  structure: 'DeploymentConfig RollbackConfiguration TemplateSummaryConfig',
  'list of string': 'Capabilities NotificationARNs ResourceTypes RetainResources StackStatusFilter',
  'list of structure': 'Parameters ResourcesToImport RollbackTriggers Tags',
  'map of string': 'ResourceIdentifier',
});
