/** A call of `migration(…)`; `destroys` is the first statement that takes something away. */
export type MigrationCall = { readonly name: string; readonly after?: string; readonly destroys?: string }

/** What takes away or renames something that running code may use. An index is no such thing. */
const destructive = /\b(drop\s+(table|column|primary|foreign|constraint)|alter\s+table\b[\s\S]*\b(drop(?!\s+(index|key))|rename|modify|change)\b|rename\s+table|truncate|delete\s+from)\b/i

/** Reads the calls of `migration(name, [statements], { contractAfter })` from a source file, by its syntax tree. */
export async function migrationCalls(file: string, text: string): Promise<MigrationCall[]> {
  if (!text.includes('migration(')) return []
  const { default: ts } = await import('typescript')
  const found: MigrationCall[] = []
  const visit = (node: import('typescript').Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'migration') {
      const [name, statements, declared] = node.arguments
      if (name !== undefined && ts.isStringLiteralLike(name)) {
        const texts = statements !== undefined && ts.isArrayLiteralExpression(statements) ? statements.elements.map((one) => (ts.isStringLiteralLike(one) ? one.text : one.getText())) : []
        const destroys = texts.find((one) => destructive.test(one))
        const after = declared !== undefined && ts.isObjectLiteralExpression(declared)
          ? declared.properties.flatMap((property) => (ts.isPropertyAssignment(property) && property.name.getText() === 'contractAfter' && ts.isStringLiteralLike(property.initializer) ? [property.initializer.text] : []))[0]
          : undefined
        found.push({ name: name.text, ...(after === undefined ? {} : { after }), ...(destroys === undefined ? {} : { destroys: destroys.replace(/\s+/g, ' ').trim().slice(0, 80) }) })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}
