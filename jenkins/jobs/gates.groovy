// Job DSL, run by casc.yaml: what only the clock changes (soak times, freezes) is looked at every five minutes.
pipelineJob('jari-gates') {
    description('Asks the gates of open pull requests, and brings on what they let go.')
    logRotator {
        numToKeep(50)
    }
    properties {
        disableConcurrentBuilds()
        pipelineTriggers {
            triggers {
                cron {
                    spec('H/5 * * * *')
                }
            }
        }
    }
    definition {
        cpsScm {
            lightweight(true)
            scriptPath('jenkins/jobs/gates.jenkinsfile')
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
