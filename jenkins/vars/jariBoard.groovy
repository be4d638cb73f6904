/** Writes what runs where as one HTML page. See jariBoard.txt. */
void call(Map config = [:]) {
    Map defaults = [
        html: 'board.html', // file to write
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["HTML=${settings.html}"]) {
            sh 'npx jari board --html "$HTML"'
        }
    }
}
