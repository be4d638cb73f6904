// Job DSL, run by casc.yaml: verifies pull requests. Jenkinsfile, library and steps are main's, whatever the pull request changes.
pipelineJob('jari-verify') {
    description('Sets the status jari/verify on a pull request: what main would be with it.')
    logRotator {
        numToKeep(200)
    }
    parameters {
        stringParam('CHANGE_ID', '', 'number of the pull request')
    }
    properties {
        pipelineTriggers {
            triggers {
                GenericTrigger {
                    genericVariables {
                        genericVariable {
                            key('CHANGE_ID')
                            value('$.number')
                            expressionType('JSONPath')
                            regexpFilter('[^0-9]')
                        }
                        genericVariable {
                            key('CHANGE_ACTION')
                            value('$.action')
                            expressionType('JSONPath')
                        }
                        genericVariable {
                            key('CHANGE_BASE')
                            value('$.pull_request.base.ref')
                            expressionType('JSONPath')
                        }
                        genericVariable {
                            key('CHANGE_BRANCH')
                            value('$.pull_request.head.ref')
                            expressionType('JSONPath')
                        }
                    }
                    tokenCredentialId('jari-webhook-token')
                    regexpFilterText('$CHANGE_ACTION $CHANGE_BASE $CHANGE_BRANCH')
                    // `synchronized` is Gitea's word, `synchronize` GitHub's; a promotion's step says itself what it has verified
                    regexpFilterExpression('^(opened|reopened|synchronized?) main (?!promote/).+$')
                    causeString('pull request $CHANGE_ID')
                    printContributedVariables(false)
                    printPostContent(false)
                    silentResponse(true)
                }
            }
        }
    }
    definition {
        cpsScm {
            lightweight(true)
            scriptPath('Jenkinsfile')
            scm {
                git {
                    branch('main')
                    remote {
                        url(JARI_GIT_URL)
                        credentials('jari-git')
                    }
                }
            }
        }
    }
}
