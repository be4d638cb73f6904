/** Says what this commit changes, and returns it as a map. See jariPlan.txt. */
Map call(Map config = [:]) {
    Map defaults = [
        why: true, // print for each service which changes touch it
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["WHY=${settings.why ? 'yes' : ''}"]) {
            sh 'npx jari plan ${WHY:+--why}'
        }
    }
    // plain maps: a null of JSON would be an object there, and true
    return readJSON(file: '.jari/plan.json', returnPojo: true)
}
