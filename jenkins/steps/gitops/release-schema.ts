// Prints the JSON Schema of release.yaml: node jenkins/steps/gitops/release-schema.ts > docs/release.schema.json
import { z } from 'zod'
import { Release } from './releases.ts'

console.log(JSON.stringify(z.toJSONSchema(Release), null, 2))
